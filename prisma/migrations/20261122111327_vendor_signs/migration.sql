-- AlterEnum
ALTER TYPE "SignatureSide" ADD VALUE 'vendor';
