package dev.theater.spring.page;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/**
 * {@link WebEndpoint @WebEndpoint} that is the live page: its files, and what it is told
 * of the tree. All of it has one address and differs in the query, so that the page works
 * wherever endpoints are.
 */
@WebEndpoint(id = PageParts.ENDPOINT, defaultAccess = Access.READ_ONLY)
public final class TheaterPageEndpoint {

	private static final MimeType EVENT_STREAM = MimeType.valueOf("text/event-stream");

	private final PageFeed feed;

	private final PageSettings settings;

	TheaterPageEndpoint(PageFeed feed, PageSettings settings) {
		this.feed = feed;
		this.settings = settings;
	}

	/**
	 * The page, or a part of it.
	 * @param part a file, {@code settings}, {@code changes} or {@code stream}; the page
	 * itself if left out
	 * @param after the version that the page knows; everything is told if left out
	 * @param alias whether the page was asked for by its alias
	 * @return 404 for any other part, 503 for one more stream than there may be
	 */
	@ReadOperation(produces = { "text/html", "text/javascript", "text/css", "application/json", "text/event-stream" })
	public WebEndpointResponse<byte[]> page(@Nullable String part, @Nullable String after, @Nullable String alias) {
		Optional<PageFile> file = PageFile.of(part);
		if (file.isPresent()) {
			return new WebEndpointResponse<>(file.get().content(), file.get().type());
		}
		return switch (String.valueOf(part)) {
			case PageParts.SETTINGS -> json(this.settings.view(alias != null, CurrentRequest.isStreaming()));
			case PageParts.CHANGES -> json(this.feed.changes(after));
			case PageParts.STREAM -> stream(after);
			default -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		};
	}

	private static WebEndpointResponse<byte[]> json(Object value) {
		return new WebEndpointResponse<>(PageJson.bytes(value), MimeTypeUtils.APPLICATION_JSON);
	}

	/** Only the head of the answer: what follows is written once it is out. */
	private static WebEndpointResponse<byte[]> stream(@Nullable String after) {
		StreamSeat seat = CurrentRequest.seat();
		if (seat == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
		}
		seat.take(after);
		return new WebEndpointResponse<>(null, EVENT_STREAM);
	}

}
