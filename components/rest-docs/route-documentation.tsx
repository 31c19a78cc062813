import { Badge } from '@/components/ui/badge';
import type { DocumentedField, DocumentedRoute } from '@/server/rest/documentation';

/** One route: what it reads, what it answers, how it refuses. */
export function RouteDocumentation({ route }: { route: DocumentedRoute }) {
  const { answer, body } = route;
  return (
    <article id={route.id} aria-labelledby={`${route.id}-titre`} className="flex scroll-mt-20 flex-col gap-3">
      <h3 id={`${route.id}-titre`} className="text-lg">
        {route.summary}
      </h3>
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={route.method === 'GET' ? 'neutral' : 'accent'}>{route.method}</Badge>
        <code className="break-all">/api/v1{route.path}</code>
      </p>
      {route.description.split('\n\n').map((paragraph) => (
        <p key={paragraph} className="max-w-text">
          {paragraph}
        </p>
      ))}
      {route.parameters.length > 0 && (
        <Fields
          title="Paramètres"
          fields={route.parameters.map((one) => ({ ...one, type: `${one.type} (${one.place})` }))}
        />
      )}
      {body && <Fields title={`Corps\u00a0: ${body.type}`} fields={body.fields} />}
      <Fields
        title={`Réponse ${answer.status}\u00a0: ${answer.type || 'sans corps'}`}
        fields={answer.fields}
        showRequired={false}
      />
      <p className="text-sm">
        <span className="text-soft">Refus possibles&nbsp;: </span>
        {route.refusals.map((code, index) => (
          <span key={code}>
            {index > 0 && ', '}
            <a href={`#${code}`} className="underline underline-offset-[0.2em]">
              {code}
            </a>
          </span>
        ))}
      </p>
    </article>
  );
}

function Fields({
  title,
  fields,
  showRequired = true,
}: {
  title: string;
  fields: readonly DocumentedField[];
  showRequired?: boolean;
}) {
  if (fields.length === 0) return <p className="text-soft text-sm">{title}</p>;
  return (
    <details className="rounded-md border border-line">
      <summary className="cursor-pointer px-3 py-2 font-semibold text-sm">
        {title} <span className="font-normal text-soft">({fields.length})</span>
      </summary>
      <dl className="divide-y divide-line border-line border-t px-3 text-sm">
        {fields.map((field) => (
          <div key={field.name} className="grid gap-x-4 py-1.5 sm:grid-cols-[18rem_1fr]">
            <dt className="break-words">
              <code>{field.name}</code>
              {showRequired && field.required && <span className="text-soft"> obligatoire</span>}
            </dt>
            <dd className="min-w-0 break-words">
              <span className="text-soft">{field.type}</span>
              {field.text && <span className="block">{field.text}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
