// Called for each byte of a batch, so their bodies are open to other rooms' optimizers.
extension UInt8 {
    /// `0` to `9`.
    @inlinable package var isDigit: Bool { self &- 48 < 10 }
    /// `A` to `Z`, `a` to `z`.
    @inlinable package var isLetter: Bool { (self | 0x20) &- 97 < 26 }
    @inlinable package var isLetterOrDigit: Bool { isDigit || isLetter }
    /// The lower-case letter of an upper-case ASCII letter; any other byte itself.
    @inlinable package var lowercased: UInt8 { self &- 65 < 26 ? self | 0x20 : self }
}
