package dev.theater.benchmarks;

/**
 * A page with a marked block that is written anew.
 */
final class ResultPage {

	private static final String BEGIN = "<!-- results: written by the command above -->\n";

	private static final String END = "<!-- end of results -->";

	private final String before;

	private final String after;

	ResultPage(String page) {
		int begin = page.indexOf(BEGIN);
		int end = page.indexOf(END);
		if (begin < 0 || end < begin) {
			throw new IllegalArgumentException("the page has no line \"" + BEGIN.strip() + "\" with a line \"" + END
					+ "\" below it; the results go between them");
		}
		this.before = page.substring(0, begin + BEGIN.length());
		this.after = page.substring(end);
	}

	String with(String block) {
		return this.before + block.strip() + "\n" + this.after;
	}

}
