'use client';

import { signIn } from 'next-auth/react';
import { Button } from '@/components/ui/button';

/** Signs in through the operator's OpenID Connect provider. */
export function OidcButton({ name, next }: { name: string; next: string }) {
  return <Button onPress={() => signIn('oidc', { callbackUrl: next })}>Se connecter avec {name}</Button>;
}
