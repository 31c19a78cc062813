import type { TemplateContent, TemplateSection } from '../conventions/template/types';
import { checkValue } from '../conventions/variables';
import { binds } from './deviations';
import { carriedBy, keysIn, knownKeys } from './placeholders';

/** What is wrong with a template (error: it cannot be published) or deserves a look (warning). */
export type TemplateFinding = {
  level: 'error' | 'warning';
  code: string;
  /** Section where it is mended, or null. */
  section: string | null;
  /** Field where it is mended, or null. */
  variable: string | null;
  message: string;
};

type Add = (finding: Pick<TemplateFinding, 'code' | 'message'> & Partial<TemplateFinding>) => void;

const quote = (text: string) => `«\u00a0${text}\u00a0»`;

/**
 * Everything that stands between a draft and its publication.
 * @param base the national template from which it comes: what is mandatory there must be there.
 */
export function checkTemplate(content: TemplateContent, base: TemplateContent | null): TemplateFinding[] {
  const findings: TemplateFinding[] = [];
  const add: Add = (finding) => findings.push({ level: 'error', section: null, variable: null, ...finding });
  if (content.name.trim() === '') add({ code: 'name_missing', message: 'Donnez un nom au modèle.' });
  if (content.title.trim() === '')
    add({ code: 'title_missing', message: 'Donnez un titre aux conventions de ce modèle.' });
  if ((content.shapes ?? []).length === 0)
    add({ code: 'shape_missing', message: 'Choisissez au moins une forme de convention pour ce modèle.' });
  placeholders(content, add);
  sections(content, add);
  numbers(content, add);
  variables(content, add);
  if (base) mandatory(content, base, add);
  return findings;
}

export const errorsOf = (findings: readonly TemplateFinding[]) =>
  findings.filter(({ level }) => level === 'error');

/** « l’article « Durée » », « l’annexe « Contacts » ». */
export const named = ({ section, title }: Pick<TemplateSection, 'section' | 'title'>) =>
  section === 'visas'
    ? 'les visas'
    : section === 'preamble'
      ? 'le préambule'
      : `${section === 'article' ? 'l’article' : 'l’annexe'} ${quote(title || 'sans titre')}`;

function placeholders(content: TemplateContent, add: Add) {
  const known = knownKeys(content);
  const wordings = new Set(content.clauses.map(({ key }) => key));
  const unknown = (text: string, where: string, section: string | null) => {
    for (const key of new Set(keysIn(text))) {
      if (known.has(key)) continue;
      const message = key.startsWith('article_')
        ? `Dans ${where}, {{${key}}} renvoie à un article que ce modèle n’a pas : retirez le renvoi, ou remettez l’article.`
        : `Dans ${where}, {{${key}}} ne désigne ni un champ, ni un fait du dossier : corrigez-le, ou créez le champ.`;
      add({ code: 'unknown_placeholder', section, message });
    }
  };
  unknown(content.title, 'le titre', null);
  for (const one of content.sections) unknown(`${one.title}\n${one.body}`, named(one), one.key);
  for (const clause of content.clauses) {
    for (const text of Object.values(clause.texts)) {
      unknown(text, `la rédaction ${quote(clause.label)}`, null);
      for (const key of keysIn(text))
        if (wordings.has(key))
          add({
            code: 'nested_wording',
            message: `La rédaction ${quote(clause.label)} en cite une autre ({{${key}}}) : écrivez son texte.`,
          });
    }
  }
}

function sections(content: TemplateContent, add: Add) {
  const keys = new Set<string>();
  for (const one of content.sections) {
    if (keys.has(one.key))
      add({
        code: 'duplicate_key',
        section: one.key,
        message: `Deux parties portent la clé ${quote(one.key)}.`,
      });
    keys.add(one.key);
    const titled = one.section === 'article' || one.section === 'annex';
    if (titled && one.title.trim() === '')
      add({ code: 'section_untitled', section: one.key, message: 'Un article n’a pas de titre.' });
    if (one.body.trim() !== '') continue;
    add({
      level: binds(one) ? 'error' : 'warning',
      code: 'section_empty',
      section: one.key,
      message: binds(one)
        ? `Le texte manque pour ${named(one)}, qui est obligatoire.`
        : `Le texte est vide pour ${named(one)} : rien n’en sera imprimé.`,
    });
  }
}

function numbers(content: TemplateContent, add: Add) {
  const seen = new Map<string, TemplateSection>();
  for (const one of content.sections) {
    const number =
      one.section === 'article'
        ? one.number === null
          ? null
          : `l’article ${one.number}`
        : one.section === 'annex' && one.code
          ? `l’annexe ${one.code}`
          : null;
    if (number === null) continue;
    const other = seen.get(number);
    if (other)
      add({
        code: 'duplicate_number',
        section: one.key,
        message: `Deux parties sont ${number} : ${quote(other.title)} et ${quote(one.title)}. Renumérotez.`,
      });
    seen.set(number, one);
    if (one.section === 'annex' && /^A[12]$/.test(one.code ?? '') && content.kind !== 'processing_agreement')
      add({
        code: 'reserved_code',
        section: one.key,
        message: `L’annexe ${one.code} est réservée : A1 est la liste des écoles, A2 la matrice des responsabilités.`,
      });
  }
  const articles = content.sections.filter(({ section }) => section === 'article');
  const gap = [...articles]
    .sort((a, b) => a.position - b.position)
    .find((one, index) => one.number !== index + 1);
  if (gap)
    add({
      level: 'warning',
      code: 'number_gap',
      section: gap.key,
      message: `La numérotation des articles ne se suit pas à partir de ${named(gap)} : renumérotez.`,
    });
}

function variables(content: TemplateContent, add: Add) {
  const texts = [content.title, ...content.sections.flatMap(({ title, body }) => [title, body])];
  const used = new Set([
    ...texts.flatMap(keysIn),
    ...content.clauses.flatMap(({ from, texts: wordings }) => [
      from,
      ...Object.values(wordings).flatMap(keysIn),
    ]),
  ]);
  const keys = new Set<string>();
  for (const one of content.variables) {
    const field = `Le champ ${quote(one.label || one.key)}`;
    const variable = one.key;
    const said = (code: string, message: string) => add({ code, variable, message });
    if (keys.has(one.key)) said('duplicate_variable', `Deux champs portent la clé ${quote(one.key)}.`);
    keys.add(one.key);
    if (one.label.trim() === '') said('variable_without_label', `${field} n’a pas de nom.`);
    if (one.help.trim() === '')
      said('variable_without_help', `${field} n’a pas d’aide : dites ce qu’il faut y mettre.`);
    if (one.example.trim() === '') said('variable_without_example', `${field} n’a pas d’exemple.`);
    if (one.type === 'choice' && (one.options ?? []).length < 2)
      said('choice_without_options', `${field} est un choix : donnez-lui au moins deux réponses.`);
    if (one.default !== null && !checkValue(one, one.default).ok)
      said(
        'default_of_wrong_type',
        `La valeur de départ du champ ${quote(one.label)} n’est pas de son type.`,
      );
    if (!used.has(one.key))
      add({ level: 'warning', code: 'variable_unused', variable, message: `${field} ne sert nulle part.` });
  }
  for (const clause of content.clauses) {
    const chooser = content.variables.find(({ key }) => key === clause.from);
    const answers =
      chooser?.type === 'boolean' ? ['true', 'false'] : (chooser?.options ?? []).map(({ value }) => value);
    const mute = answers.filter((answer) => !Object.hasOwn(clause.texts, answer));
    if (!chooser)
      add({
        code: 'wording_without_choice',
        message: `La rédaction ${quote(clause.label)} ne dépend d’aucun champ.`,
      });
    else if (mute.length > 0)
      add({
        code: 'wording_incomplete',
        variable: chooser.key,
        message: `La rédaction ${quote(clause.label)} n’a pas de texte pour chaque réponse de ${quote(chooser.label)}.`,
      });
  }
}

function mandatory(content: TemplateContent, base: TemplateContent, add: Add) {
  for (const wanted of base.sections) {
    if (wanted.obligation === 'mandatory') {
      const found = content.sections.find(({ key }) => key === wanted.key);
      if (!found)
        add({
          code: 'mandatory_missing',
          message: `La clause obligatoire ${quote(wanted.title)} manque : remettez-la depuis la bibliothèque.`,
        });
      else if (found.obligation !== 'mandatory')
        add({
          code: 'mandatory_weakened',
          section: found.key,
          message: `La clause ${quote(wanted.title)} est obligatoire dans le modèle national : elle le reste ici.`,
        });
    }
    if (wanted.obligation === 'alternative' && wanted.group) {
      const found = content.sections.some(({ group, key }) => group === wanted.group || key === wanted.key);
      if (!found)
        add({
          code: 'alternative_missing',
          message: `Il faut une clause du groupe ${quote(wanted.title)} : choisissez-en une dans la bibliothèque.`,
        });
    }
  }
}

/** The checks of one clause of the library: its text, with its own fields and wordings. */
export function checkClause(clause: {
  title: string;
  body: string;
  section: TemplateSection['section'];
  variables: TemplateContent['variables'];
  wordings: TemplateContent['clauses'];
  kind: TemplateContent['kind'];
}): TemplateFinding[] {
  const findings: TemplateFinding[] = [];
  const add: Add = (finding) => findings.push({ level: 'error', section: null, variable: null, ...finding });
  const content: TemplateContent = {
    format: 2,
    key: 'clause',
    name: 'clause',
    degree: 'primary',
    notice: '',
    title: '',
    sections: [],
    variables: clause.variables,
    clauses: clause.wordings,
    ...(clause.kind ? { kind: clause.kind } : {}),
    // A clause may serve any shape: what a shape lacks is told where the template is published.
    shapes: [],
  };
  const known = knownKeys(content);
  const needed = carriedBy(clause, content);
  const texts = [
    `${clause.title}\n${clause.body}`,
    ...needed.clauses.flatMap(({ texts: wordings }) => Object.values(wordings)),
  ];
  for (const key of new Set(texts.flatMap(keysIn))) {
    if (known.has(key) || key.startsWith('article_') || shapeKeys.includes(key)) continue;
    add({
      code: 'unknown_placeholder',
      message: `{{${key}}} ne désigne ni un champ de la clause, ni un fait du dossier.`,
    });
  }
  variables({ ...content, title: `${clause.title}\n${clause.body}` }, add);
  return findings;
}

const shapeKeys = [
  'nom_etablissement',
  'collectivites_en_nombre',
  'numero_convention_liee',
  'titre_convention_liee',
];
