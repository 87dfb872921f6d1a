package dev.theater.manifest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A {@code [[handler]]} entry: a host handler that the actor may use, and what is set for
 * it.
 *
 * @param type the handler's name
 * @param keys all other keys, in the order of the text; a value is a {@code String},
 * {@code Long}, {@code Double} or {@code Boolean}, or a {@code List} or {@code Map} of
 * these
 * @param places where these keys stand in the text, as {@code line:column}
 */
public record HandlerGrant(String type, Map<String, Object> keys, Map<String, String> places) {

	public HandlerGrant {
		Objects.requireNonNull(type, "type");
		keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
		places = Map.copyOf(places);
	}

}
