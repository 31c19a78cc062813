import { ForbiddenHelp } from '@/components/frame/forbidden-help';

export default function Forbidden() {
  return <ForbiddenHelp />;
}
