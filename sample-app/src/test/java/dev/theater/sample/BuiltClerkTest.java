package dev.theater.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The clerk is built by hand and checked in, as the example actors are. */
class BuiltClerkTest {

	@Test
	void sourcesAndComponentAreThoseThatWereLastBuilt() throws Exception {
		List<String> sums = Files.readAllLines(Page.repository().resolve("sample-app/clerk/SHA256SUMS"));
		assertThat(sums).hasSize(8);
		for (String line : sums) {
			Path file = Page.repository().resolve(line.substring(66));
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
			assertThat(HexFormat.of().formatHex(hash) + "  " + line.substring(66))
				.as("sample-app/clerk/build.sh writes these hashes; run it after an edit of its sources")
				.isEqualTo(line);
		}
	}

}
