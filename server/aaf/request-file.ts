import { shortDate } from '../calendar';
import { civilDate, fromDbDate } from '../clock';
import { toCsv } from '../documents/csv';
import { buildZip, safeFileName, type ZipEntry } from '../documents/zip';
import { notFound } from '../errors';
import { counted } from '../french';
import type { Context } from '../trpc/context';
import { aafStatusLabels } from './domain';
import { type AafReferences, loadAafConventions } from './facts';

const everything = {
  attachments: {
    orderBy: { uai: 'asc' },
    include: {
      school: true,
      product: { include: { vendor: true } },
      project: { include: { carrier: true, academy: true } },
      convention: true,
    },
  },
} as const;

async function load(db: Context['db'], id: string) {
  const request = await db.aafRequest.findUnique({ where: { id }, include: everything });
  const [first] = request?.attachments ?? [];
  if (!request || !first) throw notFound('Cette demande d’accrochage');
  const [conventions, signed, seal] = await Promise.all([
    loadAafConventions(db, [first.conventionId]),
    db.conventionText.findFirst({
      where: { conventionId: first.conventionId, stage: 'ready_to_sign', pdfId: { not: null } },
      orderBy: { number: 'desc' },
      include: { pdf: true },
    }),
    db.conventionSeal.findUnique({ where: { conventionId: first.conventionId }, include: { file: true } }),
  ]);
  const references = conventions.get(first.conventionId)?.references ?? null;
  const scan = first.convention.origin === 'taken_over' ? await scanOf(db, first.conventionId) : null;
  // The sealed file begins with the frozen bytes and carries the proof.
  return { request, first, references, signed: seal?.file ?? signed?.pdf ?? null, scan };
}

/** The document of a convention made elsewhere: its scan, as such. */
async function scanOf(db: Context['db'], conventionId: string) {
  const scan = await db.conventionScan.findFirst({
    where: { conventionId, replacedAt: null },
    include: { file: true },
  });
  return scan && !scan.file.eliminatedAt ? scan.file : null;
}

type Loaded = Awaited<ReturnType<typeof load>>;

const yes = (value: boolean) => (value ? 'oui' : 'non');
const missing = 'non renseigné';

/** The readable sheet: what an operator of the directory needs, in the order in which they ask for it. */
function sheet({ request, first, references, signed, scan }: Loaded): string {
  const { project, product, convention } = first;
  const given = (name: keyof AafReferences, own: string | null = null) =>
    references?.[name] ?? own ?? missing;
  const section = (title: string, lines: [string, string][]) => [
    title.toUpperCase(),
    ...lines.map(([label, value]) => `  ${label}\u00a0: ${value}`),
    '',
  ];
  return [
    'DEMANDE D’ACCROCHAGE À L’AAF',
    `Demande ${request.id}, faite le ${shortDate(civilDate(request.requestedAt))} par ${request.requestedByName}`,
    '',
    ...section('Projet', [
      ['Nom', project.name],
      ['Académie', project.academy.name],
      ['Porteur', project.carrier.name],
      ['SIREN du porteur', project.carrier.siren ?? missing],
      ['Référence du marché', references?.marketReference ?? project.marketReference ?? missing],
    ]),
    ...section('Solution', [
      ['Produit', product.name],
      ['Éditeur', product.vendor.name],
      ['Hébergeur', given('host')],
      ['Localisation des données', given('dataLocation')],
      ['Preuve de conformité au SDET', given('conformityProof', request.conformityProof)],
    ]),
    ...section('Convention', [
      ['Numéro', convention.number],
      ['Titre', convention.title],
      ['Début', convention.effectiveOn ? shortDate(fromDbDate(convention.effectiveOn)) : missing],
      ['Fin', convention.endsOn ? shortDate(fromDbDate(convention.endsOn)) : missing],
      [
        'Document signé',
        signed
          ? 'convention.pdf'
          : scan
            ? 'numerisation.pdf (numérisation d’une convention signée hors de l’application)'
            : 'aucun document figé',
      ],
      ['Empreinte SHA-256 du document', signed?.sha256 ?? scan?.sha256 ?? missing],
    ]),
    ...section('Demande', [
      ['Écoles', `${counted(request.attachments.length, 'école')} (ecoles.csv)`],
      ['Date souhaitée', shortDate(fromDbDate(request.wantedOn))],
      ['Environnement', request.environment === 'test' ? 'test' : 'production'],
      ['EduConnect', yes(request.eduConnect)],
      ['GAR', yes(request.gar)],
    ]),
    ...section('Contact technique', [
      ['Nom', request.contactName],
      ['Adresse électronique', request.contactEmail],
      ['Téléphone', request.contactPhone ?? missing],
    ]),
    ...section('Données personnelles', [
      ['Contrat de sous-traitance (article 28)', given('article28Reference', request.article28Reference)],
      ['Registre des traitements', given('registerReference', request.registerReference)],
      ['Délégué à la protection des données de l’académie', given('academyDpo')],
      ['Délégué à la protection des données de la collectivité', given('authorityDpo')],
    ]),
    ...(request.note ? section('Remarque', [['Note', request.note.replaceAll('\n', '\n    ')]]) : []),
  ].join('\r\n');
}

const schoolsCsv = ({ request }: Loaded) =>
  toCsv(
    [
      { label: 'UAI', value: (row: Loaded['request']['attachments'][number]) => row.uai },
      { label: 'Nom', value: ({ school }) => school.name },
      { label: 'Nature', value: ({ school }) => school.nature },
      { label: 'Adresse', value: ({ school }) => school.address },
      { label: 'Code postal', value: ({ school }) => school.postalCode },
      { label: 'Commune', value: ({ school }) => school.communeName },
      { label: 'Code INSEE', value: ({ school }) => school.communeCode },
      { label: 'Département', value: ({ school }) => school.departmentCode },
      { label: 'Solution', value: ({ product }) => product.name },
      { label: 'Convention', value: ({ convention }) => convention.number },
      { label: 'État de l’accrochage', value: ({ status }) => aafStatusLabels[status].label },
    ],
    request.attachments,
  );

const utf8 = (text: string) => Buffer.from(text, 'utf8');

/**
 * The request file as a ZIP: the sealed convention byte for byte, the list of schools, and a sheet to read.
 * Access to the request is proven by whoever calls.
 */
export async function requestFile(
  db: Context['db'],
  id: string,
): Promise<{ name: string; mime: 'application/zip'; bytes: Buffer }> {
  const loaded = await load(db, id);
  const entries: ZipEntry[] = [
    { name: 'demande.txt', bytes: utf8(`\uFEFF${sheet(loaded)}`) },
    { name: 'ecoles.csv', bytes: utf8(schoolsCsv(loaded)) },
    ...(loaded.signed ? [{ name: 'convention.pdf', bytes: loaded.signed.bytes }] : []),
    ...(loaded.scan ? [{ name: 'numerisation.pdf', bytes: loaded.scan.bytes }] : []),
  ];
  const { number } = loaded.first.convention;
  return {
    name: safeFileName(`demande-aaf-${number}-${civilDate(loaded.request.requestedAt)}.zip`),
    mime: 'application/zip',
    bytes: await buildZip(entries),
  };
}
