/** Thrown where an operation or its answer needs more than is done here: it goes the ordinary way. */
export class Unfit extends Error {}
