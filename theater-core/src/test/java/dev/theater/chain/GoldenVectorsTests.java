package dev.theater.chain;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The vectors' hashes were made by the Python program of docs/chain-format.md. */
class GoldenVectorsTests {

	private static final HexFormat HEX = HexFormat.of();

	static List<Vector> vectors() throws IOException {
		List<Vector> vectors = new ArrayList<>();
		for (JsonNode node : JsonMapper.builder().build().readTree(text())) {
			vectors.add(new Vector(node.get("name").asString(), UUID.fromString(node.get("actor").asString()),
					node.get("sequence").asLong(),
					node.get("parent").isNull() ? null : EventHash.parse(node.get("parent").asString()),
					node.get("type").asString(), node.get("data").asString(), node.get("timestamp").asLong(),
					node.get("hashed").asString(), node.get("hash").asString()));
		}
		assertThat(vectors).hasSizeGreaterThanOrEqualTo(5);
		return vectors;
	}

	private static String text() throws IOException {
		try (InputStream in = GoldenVectorsTests.class.getResourceAsStream("golden-vectors.json")) {
			return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void theChainHashesAsPublished(Vector vector) {
		EventChain chain = new EventChain(vector.actor, vector.sequence, vector.parent);
		ChainEvent event = chain.append(vector.type, vector.data(), Instant.ofEpochMilli(vector.timestamp));
		assertThat(event.hash()).hasToString(vector.hash);
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void aSecondImplementationFromTheTableAgrees(Vector vector) throws Exception {
		byte[] hashed = fromTheTable(vector);
		assertThat(HEX.formatHex(hashed)).isEqualTo(vector.hashed);
		assertThat(HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(hashed))).isEqualTo(vector.hash);
	}

	@Test
	void thePageShowsTheseVectors() throws IOException {
		String page = Files.readString(Path.of("..", "docs", "chain-format.md"));
		assertThat(page).contains("```json\n" + text() + "```");
	}

	private static byte[] fromTheTable(Vector vector) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(bytes);
		out.writeInt(16);
		out.writeBytes("theater-chain-v1");
		out.write(HEX.parseHex(vector.actor.toString().replace("-", "")));
		out.writeLong(vector.sequence);
		out.writeBoolean(vector.parent != null);
		if (vector.parent != null) {
			out.write(HEX.parseHex(vector.parent.toString()));
		}
		byte[] type = vector.type.getBytes(StandardCharsets.UTF_8);
		out.writeInt(type.length);
		out.write(type);
		out.writeInt(vector.data().length);
		out.write(vector.data());
		out.writeLong(vector.timestamp);
		return bytes.toByteArray();
	}

	record Vector(String name, UUID actor, long sequence, @Nullable EventHash parent, String type, String dataInHex,
			long timestamp, String hashed, String hash) {

		byte[] data() {
			return HEX.parseHex(this.dataInHex);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
