interface ConsentBoxesProps {
  words: { agree: string; agreeGuardian: string; child: string }
  isAgreed: boolean
  /** The data is of a child under 14: a parent or other guardian agrees. */
  isChild: boolean
  onChange: (consent: { isAgreed: boolean; isChild: boolean }) => void
}

/** Whether the citizen, or a child's guardian, agrees to what the notice says. */
export function ConsentBoxes({ words, isAgreed, isChild, onChange }: ConsentBoxesProps) {
  return (
    <>
      <label className="contact__box">
        <input
          type="checkbox"
          checked={isAgreed}
          onChange={({ target }) => onChange({ isAgreed: target.checked, isChild })}
        />
        {isChild ? words.agreeGuardian : words.agree}
      </label>
      <label className="contact__box">
        <input
          type="checkbox"
          checked={isChild}
          // Somebody else has to agree now.
          onChange={({ target }) => onChange({ isAgreed: false, isChild: target.checked })}
        />
        {words.child}
      </label>
    </>
  )
}
