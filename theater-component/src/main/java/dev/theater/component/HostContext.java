package dev.theater.component;

import org.jspecify.annotations.Nullable;

/**
 * What a host function is told about its caller. One per instance.
 */
public final class HostContext {

	private final @Nullable Object attachment;

	HostContext(@Nullable Object attachment) {
		this.attachment = attachment;
	}

	/**
	 * The object that was given when the calling instance was made.
	 * @param <T> its type
	 * @param type its class
	 * @return the object
	 * @throws IllegalStateException if none of this class was given
	 */
	public <T> T attachment(Class<T> type) {
		if (!type.isInstance(this.attachment)) {
			throw new IllegalStateException("the instance was made with " + (this.attachment != null
					? "an attachment of " + this.attachment.getClass().getName() : "no attachment")
					+ "; this host function needs one of " + type.getName());
		}
		return type.cast(this.attachment);
	}

}
