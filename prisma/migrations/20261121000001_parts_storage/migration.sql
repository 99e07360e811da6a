-- An answer's parts are written again and again while it streams; compressing them each time costs more than their bytes.
ALTER TABLE "message" ALTER COLUMN "parts" SET STORAGE EXTERNAL;
