package dev.theater.spring.endpoint;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * Bytes.
 *
 * @param length how many
 * @param base64 all of them
 * @param text the same as text, where they are readable text in UTF-8
 */
@JsonInclude(Include.NON_NULL)
@JsonPropertyOrder({ "length", "base64", "text" })
public record ValueDescriptor(int length, String base64, @Nullable String text) {

	static ValueDescriptor of(byte[] bytes) {
		return new ValueDescriptor(bytes.length, Base64.getEncoder().encodeToString(bytes), text(bytes));
	}

	private static @Nullable String text(byte[] bytes) {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			return text.chars().allMatch(ValueDescriptor::readable) ? text : null;
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	private static boolean readable(int c) {
		return !Character.isISOControl(c) || c == '\n' || c == '\r' || c == '\t';
	}

}
