/** @type {import('next').NextConfig} */
const nextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: [
    '@react-pdf/renderer',
    'pg',
    'pg-boss',
    'pino',
    'piscina',
    'nodemailer',
    '@prisma/client',
    '@prisma/adapter-pg',
  ],
  // forbidden() answers 403 with app/forbidden.tsx.
  experimental: { authInterrupts: true },
  typescript: { ignoreBuildErrors: true },
};

export default nextConfig;
