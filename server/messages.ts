import { z } from 'zod';
import fr from 'zod/v4/locales/fr.js';

/**
 * French sentences for what zod finds, wherever a schema does not give its own. Imported once by the server
 * (server/trpc/init.ts) and by forms that check before they send.
 */
const expected: Record<string, string> = {
  string: 'Un texte est attendu.',
  number: 'Un nombre est attendu.',
  int: 'Un nombre entier est attendu.',
  boolean: 'Une réponse par vrai ou faux (true ou false) est attendue.',
  array: 'Une liste est attendue.',
  object: 'Un objet est attendu.',
  date: 'Une date est attendue.',
};

const count = (n: number | bigint, one: string, many: string) => `${n} ${n > 1 ? many : one}`;

z.config({
  ...fr(),
  customError(issue) {
    switch (issue.code) {
      case 'invalid_type':
        if (issue.input === undefined || issue.input === null) return 'Ce champ est obligatoire.';
        return expected[issue.expected] ?? 'Cette valeur n’a pas la forme attendue.';
      case 'invalid_value':
        if (issue.input === undefined || issue.input === null) return 'Ce champ est obligatoire.';
        return `Valeur inconnue. Valeurs possibles : ${issue.values.map(String).join(', ')}.`;
      case 'unrecognized_keys':
        return `${issue.keys.length > 1 ? 'Champs inconnus' : 'Champ inconnu'}\u00a0: ${issue.keys.join(', ')}.`;
      case 'too_small':
        if (issue.origin === 'string')
          return issue.minimum === 1
            ? 'Ce champ est obligatoire.'
            : `Au moins ${count(issue.minimum, 'caractère est attendu', 'caractères sont attendus')}.`;
        if (issue.origin === 'array') return `Au moins ${count(issue.minimum, 'élément', 'éléments')}.`;
        return `La valeur minimale est ${issue.minimum}.`;
      case 'too_big':
        if (issue.origin === 'string')
          return `Ce champ compte ${count(issue.maximum, 'caractère', 'caractères')} au plus.`;
        if (issue.origin === 'array') return `Au plus ${count(issue.maximum, 'élément', 'éléments')}.`;
        return `La valeur maximale est ${issue.maximum}.`;
      case 'invalid_union':
        return 'Cette valeur ne correspond à aucune des formes attendues.';
      default:
        return undefined;
    }
  },
});
