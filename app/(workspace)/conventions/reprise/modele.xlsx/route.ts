import { serveModel } from '@/server/takeover/downloads';

export const GET = () => serveModel();
