-- AlterTable
ALTER TABLE "worker" ADD COLUMN     "memoryMb" INTEGER;
