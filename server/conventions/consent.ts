/** The sentence that a signatory accepts; kept with the signature as it was shown. */
export const consentSentence =
  'Je déclare avoir lu ce document et je le signe électroniquement, en la qualité indiquée, au nom de la partie que je représente.';
