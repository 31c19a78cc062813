import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { VerificationForm } from '@/components/conventions/verification/verification-form';
import { VerifyFile } from '@/components/conventions/verification/verify-file';

export const metadata: Metadata = { title: 'Vérifier un document' };

type Props = { searchParams: Promise<{ numero?: string }> };

export default async function Page({ searchParams }: Props) {
  const { numero } = await searchParams;
  if (numero?.trim()) redirect(`/verification/${encodeURIComponent(numero.trim())}`);
  return (
    <div className="mx-auto flex w-full max-w-text flex-col gap-4">
      <h1 className="text-3xl">Vérifier un document</h1>
      <p>
        Chaque convention porte un numéro et un code QR. Saisissez le numéro&nbsp;: vous saurez dans quel état
        elle se trouve, et vous pourrez comparer votre fichier à l’original.
      </p>
      <VerificationForm />
      <h2 className="mt-4 text-xl">Ou déposez le fichier</h2>
      <VerifyFile number={null} />
    </div>
  );
}
