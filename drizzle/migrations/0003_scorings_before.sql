-- Scorings before this release: those that moved a result, and the latest one.
INSERT INTO "scoring" ("assessment_id", "scored_at", "units", "practice", "set_version", "set_digest", "window_from", "window_to", "entry_deadline", "within")
SELECT a.id, t.at,
  (SELECT count(*) FROM "scoreboard" s WHERE s.assessment_id = a.id AND s.known_from <= t.at AND (s.known_to IS NULL OR s.known_to > t.at)),
  a.practice, a.set_version, a.set_digest, a.window_from, a.window_to, a.entry_deadline, a.within
FROM "assessment" a
JOIN LATERAL (SELECT s.known_from AS at FROM "scoreboard" s WHERE s.assessment_id = a.id UNION SELECT a.scored_at WHERE a.scored_at IS NOT NULL) t ON true;
