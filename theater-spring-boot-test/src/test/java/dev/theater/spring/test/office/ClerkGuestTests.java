package dev.theater.spring.test.office;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The guest of these tests. */
class ClerkGuestTests {

	@Test
	void isWhatWasLastBuiltOfItsSources() throws Exception {
		List<String> sums = Files.readAllLines(Path.of("src/test/guests/SHA256SUMS"));
		assertThat(sums).hasSize(4);
		for (String sum : sums) {
			String[] parts = sum.split(" [ *]", 2);
			byte[] hash = MessageDigest.getInstance("SHA-256")
				.digest(Files.readAllBytes(Path.of("src/test", parts[1])));
			assertThat(HexFormat.of().formatHex(hash)).as("%s; run src/test/guests/build.sh after an edit", parts[1])
				.isEqualTo(parts[0]);
		}
	}

}
