import { createElement, Fragment } from 'react';
import { Link } from '@/components/ui/link';
import { PageHeader } from '@/components/ui/page-header';
import type { DocumentedApi } from '@/server/rest/documentation';
import { RouteDocumentation } from './route-documentation';

/** Text with `code` between backquotes. */
function Words({ children }: { children: string }) {
  const parts = children
    .split('`')
    .map((part, rank) => (rank % 2 === 1 ? createElement('code', null, part) : part));
  return createElement(Fragment, null, ...parts);
}

/** The REST door, readable: made of the same declarations as the OpenAPI document. */
export function ApiDocumentation({ api }: { api: DocumentedApi }) {
  return (
    <div className="flex flex-col gap-10 py-4">
      <div>
        <PageHeader
          title="Documentation de l’API"
          lead={
            <>
              Pour les programmes&nbsp;: le document{' '}
              <Link href="/api/v1/openapi.json" prefetch={false}>
                OpenAPI 3.1
              </Link>
              .
            </>
          }
        />
        <div className="flex max-w-text flex-col gap-3">
          {api.introduction.map((paragraph) => (
            <p key={paragraph}>
              <Words>{paragraph}</Words>
            </p>
          ))}
        </div>
      </div>
      <nav aria-label="Sommaire de l’API">
        <ul className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
          {api.chapters.map((chapter) => (
            <li key={chapter.title}>
              <p className="font-semibold">{chapter.title}</p>
              <ul>
                {chapter.routes.map((route) => (
                  <li key={route.id} className="text-sm">
                    <Link href={`#${route.id}`}>{route.summary}</Link>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </nav>
      {api.chapters.map((chapter) => (
        <section key={chapter.title} className="flex flex-col gap-6">
          <h2 className="border-line border-b pb-1 text-xl">{chapter.title}</h2>
          {chapter.routes.map((route) => (
            <RouteDocumentation key={route.id} route={route} />
          ))}
        </section>
      ))}
      <section className="flex flex-col gap-3">
        <h2 className="border-line border-b pb-1 text-xl">Codes d’erreur</h2>
        <dl className="flex max-w-text flex-col gap-2">
          {api.codes.map(({ code, status, title }) => (
            <div key={code} id={code} className="grid scroll-mt-20 gap-x-4 sm:grid-cols-[16rem_1fr]">
              <dt>
                <code>{code}</code>
              </dt>
              <dd>
                {title} (statut {status})
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
