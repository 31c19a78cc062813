import { readInventory } from '@/components/inventory/address';
import { answerCsv } from '@/server/files/serve';
import { inventoryCsv } from '@/server/inventory/csv';
import { api } from '@/server/session';

export function GET(request: Request): Promise<Response> {
  const address = readInventory(Object.fromEntries(new URL(request.url).searchParams));
  return answerCsv(async () => inventoryCsv(await api(), address));
}
