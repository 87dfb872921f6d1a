package dev.theater.spring.http;

import java.util.List;
import java.util.Optional;

import dev.theater.component.type.RecordValue;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A guest's {@code http-request} that could be sent, were it allowed.
 *
 * @param method as the guest writes it
 * @param uri where it goes
 * @param headers its headers
 * @param body its body, if it has one
 */
record GuestRequest(String method, GuestUri uri, HttpHeaders headers, byte @Nullable [] body) {

	/**
	 * Reads a request.
	 * @throws IllegalArgumentException with what is wrong, for the guest
	 */
	static GuestRequest read(RecordValue request) {
		return new GuestRequest((String) request.get("method"), GuestUri.parse((String) request.get("uri")),
				GuestHeaders.read((List<?>) request.get("headers")),
				(byte[]) ((Optional<?>) request.get("body")).orElse(null));
	}

}
