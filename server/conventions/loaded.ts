import { fromDbDate } from '../clock';
import { natureLabel } from '../territory/natures';
import { type ComposeInput, composeContent } from './compose';
import {
  type BoardActFacts,
  type DeliberationFacts,
  furtherOpinionKinds,
  isEditable,
  onceSignedStatuses,
  opinionKinds,
} from './facts';
import type { LoadedConvention } from './load';
import type { SystemFacts } from './system-values';
import type { TemplateContent, TemplateSection, VariableValue } from './template/types';
import type { VariableValues } from './variables';

/** The template version that the convention pins. */
export const templateOf = (loaded: LoadedConvention) =>
  loaded.templateVersion.content as unknown as TemplateContent;

/** The values entered so far, by key of the template's variables. */
export function valuesOf(loaded: LoadedConvention): VariableValues {
  return Object.fromEntries(loaded.variables.map((row) => [row.key, row.value as VariableValue]));
}

/** What the texts may cite of the file itself. */
export function systemOf(loaded: LoadedConvention): SystemFacts {
  return {
    number: loaded.number,
    academyName: loaded.academy.fullName,
    authorityName: loaded.authority.name,
    projectName: loaded.project.name,
    productName: loaded.product?.name ?? null,
    vendorName: loaded.product?.vendor.name ?? null,
    effectiveOn: fromDbDate(loaded.effectiveOn),
    durationMonths: loaded.durationMonths,
    endsOn: fromDbDate(loaded.endsOn),
    ...(loaded.establishment ? { establishmentName: loaded.establishment.school.name } : {}),
    ...(loaded.parent
      ? { parentNumber: loaded.parent.number, parentTitle: titleOfParent(loaded.parent.title, loaded) }
      : {}),
  };
}

/** A title is kept with its placeholders; that of the parent is filled with what both have in common. */
function titleOfParent(title: string, loaded: LoadedConvention): string {
  const known: Record<string, string> = {
    nom_projet: loaded.project.name,
    nom_collectivite: loaded.authority.name,
    nom_academie: loaded.academy.fullName,
  };
  return title.replace(/\{\{(\w+)\}\}/g, (placeholder, key: string) => known[key] ?? placeholder);
}

/** Its articles and annexes, as the template writes them. */
export const sectionsOfConvention = (loaded: LoadedConvention): TemplateSection[] =>
  loaded.articles.map((row) => ({
    key: row.key,
    section: row.section as TemplateSection['section'],
    position: row.position,
    number: row.number,
    code: row.code,
    title: row.title,
    body: row.body,
  }));

/** The délibération as guards and texts read it. */
export function deliberationOf(loaded: LoadedConvention): DeliberationFacts | null {
  const { deliberation } = loaded;
  return (
    deliberation && {
      number: deliberation.number,
      organ: deliberation.organ,
      sessionOn: fromDbDate(deliberation.sessionOn),
      object: deliberation.object,
      hasFile: deliberation.fileId !== null,
      transmittedOn: fromDbDate(deliberation.transmittedOn),
      publishedOn: fromDbDate(deliberation.publishedOn),
      waiverReason: deliberation.waiverReason,
    }
  );
}

/** The act of the conseil d’administration as guards and texts read it. */
export function boardActOf(establishment: NonNullable<LoadedConvention['establishment']>): BoardActFacts {
  return {
    establishment: establishment.school.name,
    number: establishment.actNumber,
    sessionOn: fromDbDate(establishment.sessionOn),
    transmittedOn: fromDbDate(establishment.transmittedOn),
    hasFile: establishment.fileId !== null,
    waiverReason: establishment.waiverReason,
  };
}

/** What `composeContent` takes, but for the parties, the matrix and what depends on the moment. */
export function draftOf(loaded: LoadedConvention): Omit<ComposeInput, 'parties' | 'raci'> {
  const template = templateOf(loaded);
  return {
    system: systemOf(loaded),
    degree: loaded.degree,
    title: loaded.title,
    version: (loaded.texts[0]?.number ?? 0) + 1,
    draft: true,
    demonstration: loaded.demonstration,
    composedOn: '',
    verificationUrl: null,
    sections: sectionsOfConvention(loaded),
    variables: template.variables,
    clauses: template.clauses,
    values: valuesOf(loaded),
    deliberation: deliberationOf(loaded),
    kind: loaded.kind,
    shape: loaded.shape,
    ...(loaded.beneficiaries.length > 0
      ? {
          beneficiaries: loaded.beneficiaries.map(({ authority }) => ({
            name: authority.name,
            siren: authority.siren,
          })),
        }
      : {}),
    ...(loaded.kind === 'amendment' && loaded.parent
      ? { amends: { rank: loaded.rank ?? 1, number: loaded.parent.number } }
      : {}),
    schools: loaded.schools.map(({ school, entryOn }) => ({
      uai: school.uai,
      name: school.name,
      commune: school.communeName,
      nature: natureLabel(school.nature),
      sector: school.sector === 'public' ? 'public' : school.sector === 'private' ? 'privé' : 'non renseigné',
      entryOn: fromDbDate(entryOn),
    })),
  };
}

/** Required values that the text uses and that nobody entered. */
export const missingIn = (loaded: LoadedConvention) =>
  composeContent({ ...draftOf(loaded), parties: [], raci: null }).missing;

/** The frozen text now open to the parties: its number and the hash they are shown. */
export function frozenText(loaded: LoadedConvention) {
  const last = loaded.texts[0];
  if (!last || isEditable(loaded.status) || loaded.status === 'partner_review') return null;
  return {
    id: last.id,
    version: last.number,
    sha256: last.pdf?.sha256 ?? last.contentSha256,
    pdfId: last.pdfId,
  };
}

/** Signatures that stand: given on the text now open and not set aside. */
export function standingSignatures(loaded: LoadedConvention) {
  const textId = frozenText(loaded)?.id;
  return loaded.signatures.filter((signature) => signature.textId === textId && !signature.revokedAt);
}

/** The last opinion of each required kind. */
export function currentOpinions(loaded: LoadedConvention) {
  return opinionKinds.flatMap((kind) =>
    loaded.opinions
      .filter((opinion) => opinion.kind === kind)
      .slice(-1)
      .map((opinion) => ({ ...opinion, kind })),
  );
}

/** The opinions asked beside that still count: the last one of a role, each expert's own. */
export function furtherOpinionsOf(loaded: LoadedConvention) {
  return furtherOpinionKinds.flatMap((kind) => {
    const asked = loaded.opinions.filter((opinion) => opinion.kind === kind && !opinion.withdrawnAt);
    return (kind === 'expert' ? asked : asked.slice(-1)).map((opinion) => ({ ...opinion, kind }));
  });
}

/** All the opinions that count now, required ones first. */
export const standingOpinions = (loaded: LoadedConvention) => [
  ...currentOpinions(loaded),
  ...furtherOpinionsOf(loaded),
];

/** True once every party has signed and the seal is on: nothing changes the text any more. */
export const isSigned = (loaded: { status: LoadedConvention['status'] }) =>
  (onceSignedStatuses as readonly string[]).includes(loaded.status);
