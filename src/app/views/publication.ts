/** Results of an assessment as they were made public once; they never change. */
export interface PublicationView {
  readonly id: string;
  readonly assessmentId: number;
  /** 1, 2, .. of the assessment. */
  readonly number: number;
  /** Looking back to this moment shows what was published. */
  readonly at: Date;
  readonly scoredAt: Date;
  /** Id of the principal. */
  readonly by: string;
  /** What was corrected; null: the first one may go without. */
  readonly reason: string | null;
  /** SHA-256 of the frozen copy, hex. */
  readonly hash: string;
  /** Scores that were held back when it was made. */
  readonly heldScores: number;
}

/** The JSON file whose bytes have the hash. */
export interface FrozenCopy {
  readonly name: string;
  readonly hash: string;
  readonly document: string;
}

export interface PublishResults {
  readonly assessment: number;
  /** What was corrected; needed from the second publication on. */
  readonly reason: string | null;
}
