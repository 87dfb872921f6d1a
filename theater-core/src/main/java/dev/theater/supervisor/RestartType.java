package dev.theater.supervisor;

import java.util.Locale;

/** When a child that ended is restarted (OTP {@code supervisor}, restart type). */
public enum RestartType {

	/** Always. */
	PERMANENT,
	/** After a failure. */
	TRANSIENT,
	/** Never. */
	TEMPORARY;

	/** This type as manifests and properties spell it. */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
