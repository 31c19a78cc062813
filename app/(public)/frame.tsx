import type { ReactNode } from 'react';
import { PublicFrame } from '@/components/frame/public-frame';
import { config } from '@/server/config';
import { currentSession } from '@/server/session';

/** The public frame, for the pages of this group and for those outside of any (404, 403). */
export async function Frame({ children }: { children: ReactNode }) {
  const { mode, operatorName, brand } = config();
  return (
    <PublicFrame
      productName={brand.productName}
      operatorName={operatorName}
      logoPath={brand.logoPath}
      mode={mode}
      isSignedIn={(await currentSession()) !== null}
    >
      {children}
    </PublicFrame>
  );
}
