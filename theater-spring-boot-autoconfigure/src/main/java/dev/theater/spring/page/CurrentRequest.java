package dev.theater.spring.page;

import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What the page's filter has noted on the request that the endpoint's operation answers.
 * There is nothing where there is no such filter: on WebFlux and Jersey.
 */
final class CurrentRequest {

	private static final String SEAT = StreamSeat.class.getName();

	private static final String STREAMING = CurrentRequest.class.getName() + ".streaming";

	private CurrentRequest() {
	}

	/** The request's attribute that is its place among the streams. */
	static String seatAttribute() {
		return SEAT;
	}

	/** The request's attribute that is there if streams are. */
	static String streamingAttribute() {
		return STREAMING;
	}

	/** The place among the streams that was reserved for it. */
	static @Nullable StreamSeat seat() {
		return (attribute(SEAT) instanceof StreamSeat seat) ? seat : null;
	}

	/** Whether streams can be had where it came from. */
	static boolean isStreaming() {
		return attribute(STREAMING) != null;
	}

	private static @Nullable Object attribute(String name) {
		RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
		return (attributes != null) ? attributes.getAttribute(name, RequestAttributes.SCOPE_REQUEST) : null;
	}

}
