package dev.theater.model;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import dev.theater.chain.ChainEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as the model reads it.
 *
 * @param position where its commit stands among all commits
 * @param millis when it was noted, as its timestamp says
 * @param type such as {@code theater:runtime/failed}
 * @param name the one key of its data, such as {@code Failed}
 * @param data what is below that key
 */
record Step(long position, long millis, String type, String name, JsonNode data) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	static final String CHILD = "theater:runtime/child-";

	static Step of(long position, ChainEvent event) {
		Map.Entry<String, JsonNode> only = JSON.readTree(event.data()).properties().iterator().next();
		return new Step(position, event.timestamp().toEpochMilli(), event.eventType(), only.getKey(), only.getValue());
	}

	boolean has(String key) {
		return this.data.has(key);
	}

	String text(String key) {
		return this.data.path(key).asString("");
	}

	int number(String key) {
		return this.data.path(key).asInt(0);
	}

	/** A field of bytes, as text. */
	String bytes(String key) {
		return new String(Base64.getDecoder().decode(text(key)), StandardCharsets.UTF_8);
	}

	/** Whether it is about a step in the life of a child. */
	boolean isOfChild() {
		return this.type.startsWith(CHILD);
	}

	/** Whether it is about a call of a function that the guest exports. */
	boolean isOfCall() {
		return this.type.startsWith("theater:simple/message-server-client/")
				|| this.type.startsWith("theater:simple/supervisor-handlers/");
	}

	@Override
	public String toString() {
		return this.position + " " + this.name + " " + this.data;
	}
}
