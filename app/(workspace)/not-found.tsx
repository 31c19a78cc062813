import { NotFoundHelp } from '@/components/frame/not-found-help';

export default function NotFound() {
  return <NotFoundHelp home="/tableau-de-bord" homeLabel="Aller au tableau de bord" />;
}
