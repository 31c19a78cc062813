import {
  CalendarDays,
  FileSignature,
  FolderOpen,
  Grid3x3,
  LayoutDashboard,
  Lightbulb,
  Map as MapIcon,
  Plug,
  Settings,
} from 'lucide-react';

const ICONS = {
  dashboard: LayoutDashboard,
  projects: FolderOpen,
  conventions: FileSignature,
  aaf: Plug,
  raci: Grid3x3,
  coverage: MapIcon,
  experience: Lightbulb,
  agenda: CalendarDays,
  administration: Settings,
};

/** Names rather than components: a server component may hand them to the frame. */
export type NavIcon = keyof typeof ICONS;

export function NavIconView({ icon, className }: { icon: NavIcon; className?: string }) {
  const Icon = ICONS[icon];
  return <Icon aria-hidden className={className} />;
}
