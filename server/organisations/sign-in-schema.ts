import { z } from 'zod';

/** What the sign-in form asks. */
export const emailSignInSchema = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.email('Cette adresse n’est pas complète\u00a0: elle ressemble à prenom.nom@exemple.fr.')),
});

export type EmailSignIn = z.infer<typeof emailSignInSchema>;

/** Why signing in failed, as next-auth or we say it in the address, and what to do. */
export const signInErrors: Record<string, string> = {
  Verification: 'Ce lien a déjà servi ou il a plus de 15 minutes. Demandez-en un nouveau ci-dessous.',
  CompteInconnu:
    'Votre identité est vérifiée, mais aucun compte ne correspond à cette adresse. Demandez à la DANE de votre académie de vous inviter.',
  AdresseNonVerifiee:
    'Votre fournisseur d’identité n’a pas vérifié votre adresse électronique\u00a0: nous ne pouvons pas nous y fier.',
  TropDeDemandes: 'Trop de liens ont été demandés. Réessayez dans un quart d’heure.',
  Default: 'La connexion n’a pas abouti. Réessayez, ou demandez un lien par courriel.',
};
