'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { type ReactNode, useState } from 'react';
import superjson from 'superjson';
import type { Refusal } from '@/server/trpc/init';
import type { AppRouter } from '@/server/trpc/root';

const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

export { useTRPC };

/** Gives client components their typed procedures; stands in the workspace layout. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: false } } }));
  const [trpcClient] = useState(() =>
    createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/api/trpc', transformer: superjson })] }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}

const unreachable: Refusal = {
  code: 'unavailable',
  message: 'Le serveur ne répond pas. Votre saisie est gardée ici\u00a0; réessayez dans un instant.',
  fields: {},
  details: {},
};

/** The refusal inside whatever a mutation threw: sentence, fields, details. */
export function refusalFrom(error: unknown): Refusal {
  if (error instanceof TRPCClientError) {
    const refusal = (error.data as { refusal?: Refusal } | null | undefined)?.refusal;
    if (refusal) return refusal;
  }
  return unreachable;
}
