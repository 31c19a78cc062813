'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { refusalFrom, useTRPC } from '@/components/trpc';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { toast } from '@/components/ui/toast';
import type { ChangesView } from '@/server/amendments/queries';

/** An article that a person wrote: kept as it is, unless it is asked to follow the changes again. */
export function RewriteArticle({ id, article }: { id: string; article: ChangesView['edited'][number] }) {
  const trpc = useTRPC();
  const router = useRouter();
  const rewrite = useMutation(trpc.amendments.regenerateArticle.mutationOptions());
  async function run() {
    try {
      await rewrite.mutateAsync({ id, articleKey: article.key, version: article.version });
      toast('L’article suit de nouveau les modifications.');
      router.refresh();
    } catch (error) {
      toast(refusalFrom(error).message, { tone: 'danger' });
    }
  }
  return (
    <Notice
      tone="info"
      actions={
        <Button size="sm" isPending={rewrite.isPending} onPress={run}>
          Reprendre le texte proposé
        </Button>
      }
    >
      L’article {article.number ? `${article.number}, ` : ''}«&nbsp;{article.title}&nbsp;», a été réécrit à la
      main&nbsp;: il ne suit plus les modifications.
    </Notice>
  );
}
