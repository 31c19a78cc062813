import { redirect } from 'next/navigation';

type Props = { params: Promise<{ uai: string }> };

/** One page tells of a school: the one that shows where it stands. */
export default async function Page({ params }: Props) {
  const { uai } = await params;
  redirect(`/couverture/ecoles/${encodeURIComponent(decodeURIComponent(uai).toUpperCase())}`);
}
