import { Plus } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { formatDate } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { Section } from '@/components/ui/section';
import { throughEntLabel, useLabels } from '@/server/inventory/domain';
import type { SchoolTool } from '@/server/inventory/queries';
import type { SchoolInventory } from '@/server/inventory/school';
import { productKindLabels } from '@/server/organisations/catalogue/domain';
import { duplicateSentence } from './duplicates-tab';
import { LinkActs } from './link-acts';
import { payerOf, periodOf, TrustBadge } from './words';

/** What one school uses, what is in double there, and its collège or its écoles. */
export function SchoolTools({ uai, inventory }: { uai: string; inventory: SchoolInventory }) {
  const { tools, duplicates, links, can } = inventory;
  return (
    <>
      <Section
        title="Outils utilisés"
        {...(can.create
          ? {
              action: (
                <ButtonLink
                  href={`/couverture/existant/nouveau?ecole=${uai}`}
                  size="sm"
                  icon={<Plus aria-hidden />}
                >
                  Déclarer un outil
                </ButtonLink>
              ),
            }
          : {})}
      >
        {duplicates.length > 0 && (
          <Notice tone="warning" title="En double">
            <ul className="list-disc pl-5">
              {duplicates.map((one) => (
                <li key={duplicateSentence(one)}>{duplicateSentence(one)}</li>
              ))}
            </ul>
          </Notice>
        )}
        {tools.length === 0 ? (
          <p className="text-soft">On ne sait pas encore ce que cet établissement utilise.</p>
        ) : (
          <ul className="flex flex-col divide-y divide-line border-line border-y">
            {tools.map((tool) => (
              <Tool key={tool.entryId ?? `${tool.projectId} ${tool.product.id}`} tool={tool} />
            ))}
          </ul>
        )}
      </Section>
      {links.length > 0 && (
        <Section title={links[0]?.college.uai === uai ? 'Écoles de son secteur' : 'Collège de secteur'}>
          <ul className="flex flex-col gap-2">
            {links.map(({ id, version, school, college, source, sourceOn, canEdit }) => {
              const other = college.uai === uai ? school : college;
              return (
                <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
                  <span>
                    <Link href={`/couverture/ecoles/${other.uai}`}>{other.name}</Link>
                    <span className="text-soft">
                      {' '}
                      · {other.communeName} · selon {source}
                      {sourceOn && `, le ${formatDate(sourceOn)}`}
                    </span>
                  </span>
                  {canEdit && (
                    <LinkActs
                      link={{ id, version }}
                      school={school.name}
                      college={college.name}
                      today={inventory.asOf}
                    />
                  )}
                </li>
              );
            })}
          </ul>
        </Section>
      )}
    </>
  );
}

function Tool({ tool }: { tool: SchoolTool }) {
  const href = tool.entryId
    ? `/couverture/existant/${tool.entryId}`
    : tool.projectId
      ? `/projets/${tool.projectId}`
      : null;
  return (
    <li className="flex flex-col gap-1 py-3">
      <p className="flex flex-wrap items-baseline gap-x-2">
        {href ? (
          <Link href={href} className="font-semibold">
            {tool.product.name}
          </Link>
        ) : (
          <strong>{tool.product.name}</strong>
        )}
        <span className="text-soft">
          {productKindLabels[tool.product.kind]} · {tool.product.vendor}
        </span>
        {tool.communeWide && <Badge>Toutes les écoles publiques de la commune</Badge>}
        {tool.demonstration && <Badge tone="warning">Démonstration</Badge>}
      </p>
      <p className="text-sm">
        {tool.uses.length > 0 ? tool.uses.map((use) => useLabels[use]).join(', ') : 'Usages non renseignés'}
      </p>
      <p className="text-sm">
        Payé par&nbsp;: {payerOf(tool)}
        {tool.entryId && ` · ${periodOf(tool)}`} · {throughEntLabel(tool.throughEnt)}
      </p>
      {tool.trust !== 'unknown' && (
        <div className="text-sm">
          <TrustBadge trust={tool.trust} proof={tool.trustProof} />
        </div>
      )}
      <p className="text-soft text-xs">
        Source&nbsp;: {tool.source}
        {tool.sourceOn && `, le ${formatDate(tool.sourceOn)}`}
      </p>
    </li>
  );
}
