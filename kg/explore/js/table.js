const Table = { tab: "things", render() {} };
