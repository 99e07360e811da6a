import { CircleAlert } from 'lucide-react'

/** Says why a form was refused. Its place is there before, so that it is heard when it is filled. */
export function FormNote({ message }: { message: string | null }) {
  return (
    <div role="alert">
      {message && (
        <p className="bg-danger-soft text-danger text-body mb-4 flex gap-2.5 rounded-md px-3.5 py-2.5">
          <CircleAlert size={18} aria-hidden className="mt-[3px] shrink-0" />
          {message}
        </p>
      )}
    </div>
  )
}
