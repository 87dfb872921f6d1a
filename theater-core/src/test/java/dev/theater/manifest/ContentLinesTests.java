package dev.theater.manifest;

import dev.theater.supervisor.SupervisionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the TOML parser is spared, and what it must see. */
class ContentLinesTests {

	private static final String WORKER = "name = \"worker\"\ncomponent = \"worker.wasm\"\n";

	private final ManifestReader reader = new ManifestReader(SupervisionPolicy.DEFAULT);

	/** 2,000 blank lines took the parser forty seconds. */
	@ParameterizedTest
	@ValueSource(strings = { "\n", " \t\n", "#\n", "# words\n\n", "\r\n" })
	@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void aManifestOfLinesThatSayNothingIsReadSoon(String line) {
		assertThat(this.reader.read(WORKER + line.repeat(20_000), "a.toml").name()).isEqualTo("worker");
	}

	@Test
	@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void andSoIsAnArrayOfThem() {
		String array = "[[handler]]\ntype = \"files\"\nroots = [" + "\n".repeat(20_000) + "]\n";
		assertThat(this.reader.read(WORKER + array, "a.toml").handlers()).hasSize(1);
	}

	@Test
	void linesOfAStringStayWhatTheyAre() {
		String text = "description = \"\"\"\n\n# no comment\n\n  end\"\"\"\n";
		assertThat(this.reader.read(WORKER + text, "a.toml").description()).isEqualTo("\n# no comment\n\n  end");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a = \"# \\\"\"\n\nb = 1\n", "a = '#'\n\nb = 1\n", "a = '''x'''\n\nb = 1\n",
			"a = \"\"\"x\"\"\"\"\"\n\nb = 1\n", "a = \"\"\"\\\"\"\"\"\n\nb = 1\n", "a = 1 # \"\"\"\n\nb = 1\n" })
	void whatLooksLikeAnOpenStringIsNone(String text) {
		assertThat(ContentLines.of(text).text()).endsWith("\nb = 1\n").doesNotContain("\n\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a = \"\"\"\n\n\"\"\"\n", "a = '''\n\n'''\n", "a = \"\"\"\\\"\"\"\n\n\"\"\"\n" })
	void anOpenStringKeepsItsBlankLines(String text) {
		assertThat(ContentLines.of(text).text()).isEqualTo(text);
	}

	@Test
	void mistakesAreWhereTheyAreInTheWholeText() {
		assertThatExceptionOfType(ManifestException.class)
			.isThrownBy(() -> this.reader.read("\n\n# a\n\n" + WORKER + "\n\nnmae = 1\n", "a.toml"))
			.withMessageContaining("a.toml:9:1");
	}

	@Test
	void soAreThoseThatAreNoToml() {
		assertThatExceptionOfType(ManifestException.class)
			.isThrownBy(() -> this.reader.read("\n\n" + WORKER + "\n\nname = \"again\"\n", "a.toml"))
			.withMessageContaining("a.toml:7:1")
			.withMessageContaining("line 3");
	}

}
