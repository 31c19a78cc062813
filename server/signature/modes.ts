import type { CircuitSide } from './circuit';

/** Always says which mode was used, and never claims more (DOMAIN §9). */
export const signatureModes: Record<string, string> = {
  code: 'Signature électronique simple dans l’application, confirmée par un code à usage unique envoyé par courriel',
  external: 'Signature électronique donnée hors de l’application (parapheur), lue dans le fichier déposé',
  scan: 'Signature manuscrite numérisée, déclarée par la personne qui a déposé le fichier et confirmée par une seconde\u00a0; ce n’est pas une signature électronique',
};

/** The same in a few words. */
export const signatureModeNames: Record<string, string> = {
  code: 'Dans l’application, par code',
  external: 'Électronique, hors de l’application',
  scan: 'Manuscrite, numérisée',
};

export const sideLabels: Record<CircuitSide, string> = {
  state: 'Pour l’État',
  authority: 'Pour la collectivité',
  school: 'Pour l’établissement',
  vendor: 'Pour l’éditeur',
};

/** What is said of a seal made with the certificate of the demonstration. */
export const demonstrationSealName = 'cachet de démonstration, auto-signé';

/** « cachet « … », horodaté par … le … », and what it does not prove. */
export function sealSentence(seal: { selfSigned: boolean; timestampAuthority: string | null }): string {
  const kind = seal.selfSigned
    ? 'Cachet de démonstration, auto-signé\u00a0: il prouve que le fichier n’a pas changé, pas l’identité de qui l’a scellé.'
    : 'Cachet électronique de l’exploitant.';
  return seal.timestampAuthority
    ? `${kind} Horodaté par «\u00a0${seal.timestampAuthority}\u00a0».`
    : `${kind} Sans horodatage\u00a0: l’heure est celle du serveur et ne vaut pas preuve.`;
}
