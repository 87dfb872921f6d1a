package dev.theater.component.wit;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** Semantic versions, as far as packages and gates need them. */
final class Version {

	private static final String NUMBER = "(0|[1-9][0-9]{0,18})";

	private static final Pattern SEMANTIC = Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER
			+ "(-(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(\\.(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*)?"
			+ "(\\+[0-9a-zA-Z-]+(\\.[0-9a-zA-Z-]+)*)?");

	private static final int MAX_LENGTH = 100;

	private Version() {
	}

	static boolean isVersion(String text) {
		return text.length() <= MAX_LENGTH && SEMANTIC.matcher(text).matches();
	}

	/** Whether one version comes after another, by their three numbers. */
	static boolean isAfter(String one, String two) {
		String[] ones = numbers(one);
		String[] twos = numbers(two);
		for (int i = 0; i < 3; i++) {
			int order = new BigInteger(ones[i]).compareTo(new BigInteger(twos[i]));
			if (order != 0) {
				return order > 0;
			}
		}
		return false;
	}

	private static String[] numbers(String version) {
		return version.split("[-+]", 2)[0].split("\\.", -1);
	}

}
