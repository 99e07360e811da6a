-- AlterTable
ALTER TABLE "user" ADD COLUMN     "preferences" JSONB NOT NULL DEFAULT '{}';
