package dev.theater.component.type;

import org.jspecify.annotations.Nullable;

/** Writes types as WIT, up to a bound, since a small graph can be a huge tree. */
final class WitText {

	private static final int LIMIT = 4_000;

	private final StringBuilder out = new StringBuilder();

	private boolean cut;

	WitText text(String text) {
		if (!this.cut) {
			if (this.out.length() + text.length() > LIMIT) {
				this.out.append('…');
				this.cut = true;
			}
			else {
				this.out.append(text);
			}
		}
		return this;
	}

	WitText type(@Nullable ValueType type) {
		if (this.cut) {
			return this;
		}
		if (type instanceof CompositeType composite) {
			composite.print(this);
			return this;
		}
		return text(type != null ? type.toString() : "_");
	}

	@Override
	public String toString() {
		return this.out.toString();
	}

}
