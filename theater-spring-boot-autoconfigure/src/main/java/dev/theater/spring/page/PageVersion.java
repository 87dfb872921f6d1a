package dev.theater.spring.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a page knows.
 *
 * @param epoch tells runs of the server apart
 * @param number counts changes
 * @param told the number of the latest event
 */
record PageVersion(String epoch, long number, long told) {

	private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,20})-([0-9]{1,18})-([0-9]{1,18})");

	/** The version that a text says; null if there is none, or one that never was. */
	static @Nullable PageVersion parse(@Nullable String text) {
		if (text == null) {
			return null;
		}
		Matcher matcher = FORM.matcher(text);
		return matcher.matches()
				? new PageVersion(matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)))
				: null;
	}

	@Override
	public String toString() {
		return this.epoch + "-" + this.number + "-" + this.told;
	}

}
