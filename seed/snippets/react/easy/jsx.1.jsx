const title = <h1 className="title">Daily Report</h1>;
