import type { Metadata } from 'next';
import { ApiDocumentation } from '@/components/rest-docs/api-documentation';
import { documentedApi } from '@/server/rest/documentation';

export const metadata: Metadata = { title: 'Documentation de l’API' };

export default function Page() {
  return <ApiDocumentation api={documentedApi()} />;
}
