/** The questions about a goal, in the order in which a talk asks them. */
export const QUESTIONS = ['want', 'present', 'obstacles', 'resources', 'behaviour'] as const;
