import { NotFoundHelp } from '@/components/frame/not-found-help';

export default function NotFound() {
  return <NotFoundHelp inWorkspace />;
}
