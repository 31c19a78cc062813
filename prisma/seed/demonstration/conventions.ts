import type { Db } from '@/server/db';
import { sealNow } from '@/server/signature/commands/seal';
import type { Caller } from './acting';

/** A page that says what it is, in the place of a délibération. */
export const deliberationFile = (name: string) => {
  const line = 'BT /F1 14 Tf 60 760 Td (Deliberation fictive, pour la demonstration.) Tj ET';
  const pdf = [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj',
    `4 0 obj<</Length ${line.length}>>stream\n${line}\nendstream endobj`,
    '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj',
    'trailer<</Root 1 0 R>>',
    '%%EOF\n',
  ].join('\n');
  return { name, contentBase64: Buffer.from(pdf, 'latin1').toString('base64') };
};

type Field = {
  key: string;
  type: string;
  example: string;
  options?: { value: string }[] | undefined;
  min?: number | undefined;
};

/** A value of the right type for a field that a person would fill in. */
function plausible(field: Field): string | number | boolean {
  switch (field.type) {
    case 'boolean':
      return true;
    case 'number':
    case 'money':
      return field.min ?? 12;
    case 'choice':
      return field.options?.[0]?.value ?? '';
    case 'email':
      return field.key.includes('collectivite') ? 'dpd.collectivite@demo.invalid' : 'dpd@demo.invalid';
    default:
      return field.example;
  }
}

/** Fills the fields that the text still wants, and those given. */
export async function fillFields(
  caller: Caller,
  id: string,
  given: Record<string, string | number> = {},
): Promise<void> {
  const { compose, variables } = await caller.conventions.text({ id });
  const { missing } = await caller.conventions.get({ id });
  const wanted = new Set([...missing.map(({ key }) => key), ...Object.keys(given)]);
  const values = compose.variables.flatMap((variable) =>
    wanted.has(variable.key)
      ? [
          {
            key: variable.key,
            value: given[variable.key] ?? plausible(variable),
            version: variables.find(({ key }) => key === variable.key)?.version ?? 0,
          },
        ]
      : [],
  );
  if (values.length > 0) await caller.conventions.updateVariables({ id, values });
}

/** The version that an act must name. */
export const versionOf = async (caller: Caller, id: string) => (await caller.conventions.get({ id })).version;

/** One act of the table, on the version of the moment. */
export async function act(
  caller: Caller,
  id: string,
  action: 'submit_for_review' | 'send_to_partner' | 'accept_text' | 'mark_ready_to_sign',
): Promise<void> {
  await caller.conventions.transition({ id, action, version: await versionOf(caller, id) });
}

/** An opinion without reservation. */
export async function approve(caller: Caller, id: string, kind: 'dpo' | 'legal'): Promise<void> {
  const answeredVersion = await versionOf(caller, id);
  await caller.conventions.giveOpinion({ id, kind, verdict: 'favourable', answeredVersion });
}

/** Signs as a signatory: the code comes by mail, as it does for everyone. After the last one comes the seal. */
export async function sign(db: Db, caller: Caller, id: string, address: string, now: Date): Promise<void> {
  await caller.conventions.requestSignatureCode({ id });
  const mail = await db.outgoingMail.findFirstOrThrow({
    where: { to: address, about: `Convention:${id}`, subject: { startsWith: 'Code de signature' } },
    orderBy: { createdAt: 'desc' },
  });
  const code = /^\d{6}$/m.exec(mail.text)?.[0] ?? '';
  const { version, frozen } = await caller.conventions.get({ id });
  if (!frozen) throw new Error(`convention ${id} has no frozen text`);
  const { status } = await caller.conventions.sign({
    id,
    code,
    consent: true,
    version,
    sha256: frozen.sha256,
  });
  if (status === 'awaiting_seal') await sealNow(db, id, now);
}
