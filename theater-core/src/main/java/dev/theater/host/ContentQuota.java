package dev.theater.host;

/**
 * What the stores of one actor may hold together, or a store that several share.
 *
 * @param size bytes of content
 * @param contents different contents
 * @param labels places in labels: one for each content that a label points to
 */
public record ContentQuota(long size, long contents, long labels) {

	/** 64 MB, 10,000 contents, 10,000 places in labels. */
	public static final ContentQuota DEFAULT = new ContentQuota(64L << 20, 10_000, 10_000);

	public ContentQuota {
		notNegative("max-size", size);
		notNegative("max-content", contents);
		notNegative("max-labels", labels);
	}

	private static void notNegative(String name, long value) {
		if (value < 0) {
			throw new IllegalArgumentException("content-store." + name + " is " + value + "; it must be 0 or more");
		}
	}

}
