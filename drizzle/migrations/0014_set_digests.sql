-- Before the first release two set files changed in place: measures of agencies are now described by their connector
-- (931/QĐ-UBND, nothing else differs), and rows 6.2 and 6.3 of Kon Tum 2023 are counted. Only these very files.
UPDATE "assessment" SET "set_digest" = 'ee8fd47a0fd16ad4d19321206761bdebce74ec0d7bd8eabf86a81e7f9264ac46' WHERE "set_digest" = 'e31570411f72121d5406d67c4126af7d8e45e5bd990e7b71fcfc0d5ae5684e48';
--> statement-breakpoint
UPDATE "assessment" SET "set_digest" = '1b60c8859668e8af12d75206bc48ae56a3b16e74b3510616de12f2b24ed8d5bb' WHERE "set_digest" = 'efbd0b2206ff1ea206a700c6f74c737336a1df2411b4ea23515d3f6bf22563ac';
